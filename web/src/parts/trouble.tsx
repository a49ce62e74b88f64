import { useT } from "../i18n"

/** A whole page that says why there is nothing on it. */
export function Trouble({ text, detail }: { text: string; detail?: string }) {
  const t = useT()
  return (
    <main className="centred">
      <div className="trouble" role="alert">
        <p>{t(text)}</p>
        {detail && <p className="quiet">{detail}</p>}
      </div>
    </main>
  )
}
