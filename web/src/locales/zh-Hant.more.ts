/** The words of the other pages, by file. */
const texts = import.meta.glob<Record<string, string>>(["./*.zh-Hant.json", "!./{shell,signin,desk,calls}.zh-Hant.json"], {
  eager: true,
  import: "default",
})
export default { texts }
