import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Alert, Button, Input, Spin } from "antd"
import { useState } from "react"
import { Link } from "wouter"
import { call, type Figure } from "../../api"
import { known, locale, LOCALE_NAMES, LOCALES, pick, say, useLocale, useT } from "../../i18n"
import { Nothing } from "../../parts/panel"
import { clock, day } from "../../parts/time"
import { usePublic } from "../../session"
import { useSettings } from "./draft"

interface Note {
  readonly at: number
  readonly what: string
  readonly account: string
  readonly [detail: string]: unknown
}

interface Change {
  readonly field: string
  readonly old: unknown
  readonly new: unknown
}

const SHOWN = new Set(["at", "what", "account", "talk", "changes"])
const STEP = 200

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

const changesOf = (note: Note): readonly Change[] => (Array.isArray(note.changes) ? (note.changes as Change[]) : [])

/** A value as it was set: one that was not is that of the standard. */
function valued(value: unknown): string {
  if (value === null) return say("audit.unset")
  if (typeof value === "boolean") return say(value ? "audit.yes" : "audit.no")
  return String(value) || "–"
}

/** A step below a part of the settings: a channel, a language, or what somebody called it. */
function stepOf(step: string): string {
  const spoken = LOCALES.find((one) => one === step)
  return spoken ? LOCALE_NAMES[spoken].long : known(`wall.channel_${step}`, step)
}

/** What was changed, in words: a figure of the standard by its title, else the part of the settings and what of it. */
function fieldOf(field: string, figures: readonly Figure[]): string {
  const [part = "", ...rest] = field.split(".")
  const figure = part === "numbers" ? figures.find((one) => one.id === rest.join(".")) : undefined
  if (figure) return pick(figure.title, locale())
  return [known(`audit.field_${part}`, part), ...rest.map(stepOf)].join(" · ")
}

function Changes({ changes, figures }: { changes: readonly Change[]; figures: readonly Figure[] }) {
  return changes.map((one) => (
    <span key={one.field} className="audit-detail">
      <span className="quiet">{fieldOf(one.field, figures)}</span> {valued(one.old)} → <strong>{valued(one.new)}</strong>
    </span>
  ))
}

const did = (note: Note): string => known(`audit.did_${note.what}`, note.what)
const empty = (value: unknown): boolean => value == null || value === "" || (Array.isArray(value) && value.length === 0)

function Details({ note, figures }: { note: Note; figures: readonly Figure[] }) {
  const centres = usePublic()?.centres ?? []
  const named = (key: string, value: unknown): string => {
    const centre = key === "centre" ? centres.find((one) => one.id === value) : undefined
    return centre ? pick(centre.title, locale()) : told(value)
  }
  const rest = Object.entries(note).filter(([key, value]) => !SHOWN.has(key) && !empty(value))
  return (
    <>
      {typeof note.talk === "string" && <Link href={`/talks/${encodeURIComponent(note.talk)}`}>{note.talk}</Link>}
      {rest.map(([key, value]) => (
        <span key={key} className="audit-detail">
          <span className="quiet">{known(`audit.${key}`, key)}</span> {named(key, value)}
        </span>
      ))}
      <Changes changes={changesOf(note)} figures={figures} />
    </>
  )
}

/** Whether a note is found by what was typed, in the words that are shown. */
function fits(note: Note, words: string, figures: readonly Figure[]): boolean {
  const wanted = words.trim().toLowerCase()
  const details = Object.entries(note).map(([key, value]) => (key === "changes" || empty(value) ? "" : told(value)))
  const fields = changesOf(note).map((one) => fieldOf(one.field, figures))
  return [did(note), ...details, ...fields].some((text) => text.toLowerCase().includes(wanted))
}

/** What must not be forgotten; nobody can change it here. */
export function Audit() {
  const t = useT()
  const locale = useLocale()
  const { saved } = useSettings()
  const figuresOf = (note: Note): readonly Figure[] => (note.centre === saved.id ? saved.numbers : [])
  const [words, setWords] = useState("")
  const [last, setLast] = useState(STEP)
  const query = useQuery({
    queryKey: ["audit", last],
    queryFn: () => call<{ notes: readonly Note[]; more: boolean }>("GET", `audit?last=${last}`),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 30_000,
  })
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  if (query.data.notes.length === 0) return <Nothing>{t("audit.none")}</Nothing>
  const notes = query.data.notes.filter((note) => fits(note, words, figuresOf(note)))
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
                <Details note={note} figures={figuresOf(note)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.data.more && (
        <Button loading={query.isPlaceholderData} onClick={() => setLast(last + STEP)}>
          {t("audit.more")}
        </Button>
      )}
    </>
  )
}
