import { useT } from "../i18n"

/** How many of a kind of fault; nothing where there are none. */
export function Faults({ missed, broken }: { missed: number; broken: number }) {
  const t = useT()
  if (missed + broken === 0) return <span className="quiet">–</span>
  return (
    <span className="faults">
      {missed > 0 && <span className="tag tag-amber">{t("wall.missed_count", { count: missed })}</span>}
      {broken > 0 && <span className="tag tag-red">{t("wall.broken_count", { count: broken })}</span>}
    </span>
  )
}
