import { useQuery } from "@tanstack/react-query"
import { Popover } from "antd"
import { memo, useState } from "react"
import { getClauses } from "../api"
import { useT } from "../i18n"
import { useCentre } from "../session"
import type { Clause } from "../wire"

/** The clauses of the centre's standard, by id. */
export function useClauses(): Readonly<Record<string, Clause>> {
  const centre = useCentre()
  const query = useQuery({
    queryKey: ["clauses", centre],
    queryFn: () => getClauses(centre),
    enabled: centre !== "",
    staleTime: Infinity,
  })
  return query.data ?? {}
}

function Body({ id }: { id: string }) {
  const t = useT()
  const clause = useClauses()[id]
  if (!clause) return <p className="quiet">{t("clause.unknown", { id })}</p>
  return (
    <div className="clause">
      <p className="clause-section" lang="zh-Hans">
        {clause.section}
      </p>
      <blockquote lang="zh-Hans">{clause.quote}</blockquote>
      <p lang="en" className="clause-meaning">
        {clause.meaning}
      </p>
    </div>
  )
}

/** A clause by its id; opens its text. */
export const ClauseChip = memo(function ClauseChip({ id }: { id: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" title={id} content={<Body id={id} />} destroyOnHidden>
      <button type="button" className="chip" aria-label={t("clause.open", { id })} aria-expanded={open}>
        {id}
      </button>
    </Popover>
  )
})

/** Some clauses; those beyond `most` hide behind a number. */
export function Clauses({ ids, most = 2 }: { ids: readonly string[]; most?: number }) {
  const t = useT()
  const [all, setAll] = useState(false)
  if (ids.length === 0) return null
  const shown = all ? ids : ids.slice(0, most)
  return (
    <span className="chips">
      {shown.map((id) => (
        <ClauseChip key={id} id={id} />
      ))}
      {shown.length < ids.length && (
        <button
          type="button"
          className="chip chip-more"
          aria-label={t("clause.more", { count: ids.length - shown.length })}
          onClick={() => setAll(true)}
        >
          +{ids.length - shown.length}
        </button>
      )}
    </span>
  )
}
