import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { type Locale, LOCALE_NAMES, LOCALES, nearest, pick } from "../languages"
import type { Text } from "../wire"
import type { Public } from "../api"
import { Away, LeaveForm } from "./away"
import { EMBEDDED, tellParent } from "./frame"
import { CloseIcon } from "./icons"
import { Line, type LineState, store } from "./line"
import { Talk } from "./talk"
import { WORDS, type Words } from "./texts"
import { Welcome } from "./welcome"

const KEPT_LOCALE = "saywell.chat.locale"

const LocaleContext = createContext<Locale>("en")
export const useChatLocale = (): Locale => useContext(LocaleContext)
export const useWords = (): Words => WORDS[useContext(LocaleContext)]

interface Address {
  readonly centre: string
  readonly locale: Locale
  /** Whether the chat outlives the window: `?keep=browser`. */
  readonly lasting: boolean
}

function address(): Address {
  const centre = decodeURIComponent(location.pathname.split("/").filter(Boolean)[1] ?? "")
  const query = new URLSearchParams(location.search)
  const asked = query.get("locale")
  const chosen = store(true)?.getItem(KEPT_LOCALE)
  const tag = chosen ?? (asked && asked !== "auto" ? asked : navigator.language)
  return { centre, locale: nearest(tag), lasting: query.get("keep") === "browser" }
}

/** The company whose centre this is, whether it is open by the server's clock `at`, and when it opens; `known` null
 * while nobody has answered. `others`: which centres there are, where the address names none. */
interface Company {
  readonly known: boolean | null
  readonly others: readonly Centre[]
  readonly name: Text
  readonly open: boolean
  readonly opens: number | null
  readonly at: number
}
type Centre = Public["centres"][number]
const NOBODY: Company = { known: null, others: [], name: {}, open: true, opens: null, at: 0 }
/** The longest that a timer can wait, ms. */
const LONGEST_TIMER = 2 ** 31 - 1

async function companyOf(centre: string): Promise<Company> {
  const answer = await fetch("/api/public")
  const { centres, at } = (await answer.json()) as Pick<Public, "centres" | "at">
  const found = centres.find((one) => one.id === centre)
  if (!found) return { ...NOBODY, known: false, others: centre ? [] : centres, at }
  return { ...NOBODY, known: true, name: found.company, open: found.open, opens: found.opens, at }
}

/** Null until it was asked for. */
function useCompany(centre: string, tries: number): Company | null {
  const [company, setCompany] = useState<Company | null>(null)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (): void => {
      companyOf(centre)
        .catch(() => NOBODY)
        .then((found) => {
          if (gone) return
          setCompany(found)
          // Whoever waits before the closed door sees it open.
          if (!found.open && found.opens != null) timer = setTimeout(ask, Math.min(LONGEST_TIMER, Math.max(1000, found.opens - found.at)))
        })
    }
    ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [centre, tries])
  return company
}

function Languages({ locale, choose }: { locale: Locale; choose: (locale: Locale) => void }) {
  const words = useWords()
  return (
    <div className="languages" role="group" aria-label={words.language}>
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          title={LOCALE_NAMES[one].long}
          aria-pressed={one === locale}
          onClick={() => choose(one)}
        >
          {LOCALE_NAMES[one].short}
        </button>
      ))}
    </div>
  )
}

function Waiting({ text }: { text: string }) {
  return (
    <div className="plain" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{text}</p>
    </div>
  )
}

/** Where the address names no centre: which there are. */
function Which({ centres }: { centres: readonly Centre[] }) {
  const words = useWords()
  const locale = useChatLocale()
  return (
    <nav className="which" aria-labelledby="which">
      <h2 id="which">{words.which}</h2>
      {centres.map((one) => (
        <a key={one.id} href={`/chat/${encodeURIComponent(one.id)}${location.search}`}>
          {pick(one.company, locale)}
        </a>
      ))}
    </nav>
  )
}

function Inside({ line, state, company, again }: { line: Line; state: LineState; company: Company | null; again: () => void }) {
  const words = useWords()
  // What is written before the talk begins outlives the form: the centre opens or closes, a question fails.
  const [text, setText] = useState("")
  const began = state.ticket !== null
  useEffect(() => {
    if (began) return () => setText("")
  }, [began])
  if (!state.ticket) {
    if (!company) return <Waiting text={words.loading} />
    if (company.others.length > 0) return <Which centres={company.others} />
    if (company.known === false) return <p className="plain">{words.no_centre}</p>
    if (!company.open) {
      const leave = (message: string, contact: string): Promise<string> =>
        line.begin("", message, { leave: true, contact }).then(
          () => "",
          () => line.get().fault || words.unreachable,
        )
      return <LeaveForm opens={company.opens} at={company.at} text={text} onText={setText} fault="" leave={leave} />
    }
    return <Welcome text={text} onText={setText} begin={line.begin} fault={state.fault} onAgain={again} />
  }
  if (!state.chat) return <Waiting text={words.connecting} />
  if (state.chat.phase === "away") return <Away line={line} chat={state.chat} text={text} onText={setText} fault={state.fault} />
  return <Talk line={line} state={state} chat={state.chat} />
}

/** Tell the page around what it must know. */
function useFrame(state: LineState): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) tellParent("close")
    }
    addEventListener("keydown", listen)
    return () => removeEventListener("keydown", listen)
  }, [])
  const theirs = state.chat?.lines.filter((line) => line.by !== "me").length ?? 0
  useEffect(() => {
    if (theirs > 0) tellParent("said")
  }, [theirs])
}

/** The customer's chat. */
export function Chat() {
  const [at] = useState(address)
  const [locale, setLocale] = useState(at.locale)
  const [tries, setTries] = useState(0)
  const line = useMemo(() => new Line(at.centre, at.locale, store(at.lasting)), [at])
  const state = useSyncExternalStore(line.subscribe, line.get)
  const found = useCompany(at.centre, tries)
  const words = WORDS[locale]
  const company = pick(state.chat?.company ?? found?.name ?? {}, locale)
  useFrame(state)
  useEffect(() => {
    document.documentElement.lang = locale
    document.title = company ? `${words.title} – ${company}` : words.title
    line.speak(locale)
  }, [locale, company, words, line])
  const choose = (next: Locale): void => {
    store(true)?.setItem(KEPT_LOCALE, next)
    setLocale(next)
  }
  return (
    <LocaleContext value={locale}>
      <div className={EMBEDDED ? "page embedded" : "page"}>
        <header className="top">
          <h1>
            {company || words.title}
            {company && <small>{words.title}</small>}
          </h1>
          <Languages locale={locale} choose={choose} />
          {EMBEDDED && (
            <button type="button" className="icon" aria-label={words.close} onClick={() => tellParent("close")}>
              <CloseIcon />
            </button>
          )}
        </header>
        <main>
          <Inside line={line} state={state} company={found} again={() => setTries(tries + 1)} />
        </main>
      </div>
    </LocaleContext>
  )
}
