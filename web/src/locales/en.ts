import ant from "antd/es/locale/en_US"

/** The words of the desk and of what surrounds every page, by file, and those of Ant Design. */
const texts = import.meta.glob<Record<string, string>>("./{shell,signin,desk,calls}.en.json", {
  eager: true,
  import: "default",
})
export default { texts, ant }
