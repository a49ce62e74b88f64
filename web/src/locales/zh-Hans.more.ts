/** The words of the other pages, by file. */
const texts = import.meta.glob<Record<string, string>>(["./*.zh-Hans.json", "!./{shell,signin,desk,calls}.zh-Hans.json"], {
  eager: true,
  import: "default",
})
export default { texts }
