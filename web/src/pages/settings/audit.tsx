import { useQuery } from "@tanstack/react-query"
import { Alert, Input, Spin } from "antd"
import { useState } from "react"
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

/** A word of the server as people say it: a role, a right, a kind of data. */
const word = (text: string): string => known(`role.${text}`, known(`right.${text}`, known(`audit.word_${text}`, text)))

/** What a detail says: a text, a list, or how many of which. */
function told(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => word(String(one))).join(" · ")
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([kind, count]) => `${word(kind)} ${String(count)}`)
      .join(" · ")
  }
  return word(String(value))
}

const did = (note: Note): string => known(`audit.did_${note.what}`, note.what)
const empty = (value: unknown): boolean => value == null || value === "" || (Array.isArray(value) && value.length === 0)

function Details({ note }: { note: Note }) {
  const rest = Object.entries(note).filter(([key, value]) => !SHOWN.has(key) && !empty(value))
  return (
    <>
      {typeof note.talk === "string" && <Link href={`/talks/${encodeURIComponent(note.talk)}`}>{note.talk}</Link>}
      {rest.map(([key, value]) => (
        <span key={key} className="audit-detail">
          <span className="quiet">{known(`audit.${key}`, key)}</span> {told(value)}
        </span>
      ))}
    </>
  )
}

/** Whether a note is found by what was typed, in the words that are shown. */
function fits(note: Note, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  const shown = [note.account, did(note), ...Object.values(note).map((value) => (empty(value) ? "" : told(value)))]
  return shown.some((text) => text.toLowerCase().includes(wanted))
}

/** What must not be forgotten; nobody can change it here. */
export function Audit() {
  const t = useT()
  const locale = useLocale()
  const [words, setWords] = useState("")
  const query = useQuery({
    queryKey: ["audit"],
    queryFn: () => call<{ notes: readonly Note[] }>("GET", "audit"),
    staleTime: 0,
    refetchInterval: 30_000,
  })
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  if (query.data.notes.length === 0) return <Nothing>{t("audit.none")}</Nothing>
  const notes = query.data.notes.filter((note) => fits(note, words))
  return (
    <>
      <Input.Search
        allowClear
        className="number-search"
        value={words}
        placeholder={t("audit.search")}
        aria-label={t("audit.search")}
        onChange={(event) => setWords(event.target.value)}
      />
      <table className="sheet-table">
        <thead>
          <tr>
            <th scope="col">{t("audit.at")}</th>
            <th scope="col">{t("audit.who")}</th>
            <th scope="col">{t("audit.what")}</th>
            <th scope="col">{t("audit.details")}</th>
          </tr>
        </thead>
        <tbody>
          {notes.map((note, place) => (
            <tr key={`${note.at} ${place}`}>
              <td className="num">
                {day(note.at, locale)} {clock(note.at, locale)}
              </td>
              <td>{note.account || t("audit.nobody")}</td>
              <td>{did(note)}</td>
              <td>
                <Details note={note} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
