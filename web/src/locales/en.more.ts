/** The words of the other pages, by file. */
const texts = import.meta.glob<Record<string, string>>(["./*.en.json", "!./{shell,signin,desk,calls}.en.json"], {
  eager: true,
  import: "default",
})
export default { texts }
