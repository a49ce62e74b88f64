/** All texts in one language, by file. */
export default import.meta.glob<Record<string, string>>("./*.zh-Hant.json", { eager: true, import: "default" })
