import { useT } from "../i18n"

/** How soon a list that lags is asked for again, ms. */
export const SOON = 1_000

/** That a list or report does not know all that happened yet; nothing where it does. */
export function Behind({ count }: { count: number }) {
  const t = useT()
  if (count === 0) return null
  return (
    <span className="tag tag-amber behind" role="status">
      {t("list.behind", { count })}
    </span>
  )
}
