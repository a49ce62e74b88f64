import { useQuery } from "@tanstack/react-query"
import { Alert, Spin } from "antd"
import { Link } from "wouter"
import { call } from "../../api"
import { known, useLocale, useT } from "../../i18n"
import { Nothing } from "../../parts/panel"
import { clock, day } from "../../parts/time"

interface Note {
  readonly at: number
  readonly what: string
  readonly account: string
  readonly [detail: string]: unknown
}

const SHOWN = new Set(["at", "what", "account", "talk"])

function Details({ note }: { note: Note }) {
  const rest = Object.entries(note).filter(([key, value]) => !SHOWN.has(key) && value !== "" && value != null)
  return (
    <>
      {typeof note.talk === "string" && <Link href={`/talks/${encodeURIComponent(note.talk)}`}>{note.talk}</Link>}
      {rest.map(([key, value]) => (
        <span key={key} className="audit-detail">
          <span className="quiet">{known(`audit.${key}`, key)}</span> {typeof value === "object" ? JSON.stringify(value) : String(value)}
        </span>
      ))}
    </>
  )
}

/** What must not be forgotten; nobody can change it here. */
export function Audit() {
  const t = useT()
  const locale = useLocale()
  const query = useQuery({
    queryKey: ["audit"],
    queryFn: () => call<{ notes: readonly Note[] }>("GET", "audit"),
    staleTime: 0,
    refetchInterval: 30_000,
  })
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  if (query.data.notes.length === 0) return <Nothing>{t("audit.none")}</Nothing>
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          <th scope="col">{t("audit.at")}</th>
          <th scope="col">{t("set.account")}</th>
          <th scope="col">{t("audit.what")}</th>
          <th scope="col">{t("audit.details")}</th>
        </tr>
      </thead>
      <tbody>
        {query.data.notes.map((note, place) => (
          <tr key={place}>
            <td className="num">
              {day(note.at, locale)} {clock(note.at, locale)}
            </td>
            <td>{note.account}</td>
            <td>{known(`audit.did_${note.what}`, note.what)}</td>
            <td>
              <Details note={note} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
