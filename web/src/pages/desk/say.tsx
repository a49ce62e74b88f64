import { EnterOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { Fragment, memo } from "react"
import { known, type Locale, LOCALES, nearest, pick, useLocale, useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { useLive, useNow } from "../../live/hooks"
import { Clauses } from "../../parts/clause"
import { Kbd } from "../../parts/kbd"
import { Nothing, Panel } from "../../parts/panel"
import { blanksIn, pieces, withBlanks } from "../../parts/text"
import { brief, short } from "../../parts/time"
import type { Hit, Saying } from "../../wire"
import { insert } from "./draft"
import { useField, useTalkId } from "./selection"

/** The customer's language; the centre's first while nobody knows it. */
export function useSpoken(): Locale {
  const locale = useLocale()
  const lang = useField("lang")
  const known = useField("customer")?.lang
  const usual = useLive((state) => state.centre?.languages[0])
  const tag = lang || known || usual
  return tag ? nearest(tag) : locale
}

const blankName = (slot: string): string => known(`slot.${slot}`, slot)

/** A line as it is shown and put in: what nobody filled yet has a name in the page's language. */
export function wordsOf(text: string, open: readonly string[] = []): string {
  return withBlanks(text, blankName, open)
}

/** What to say instead; what nobody filled in it is a blank too. */
export const rewriteOf = (hit: Hit): string => wordsOf(hit.rewrite ?? "", ["blank"])

/** A line with its blanks shown as such. */
export function Line({ text, lang }: { text: string; lang: Locale }) {
  return (
    <span lang={lang}>
      {pieces(text, blanksIn(text)).map((piece, place) =>
        piece.mark ? (
          <span key={place} className="blank">
            {piece.mark}
          </span>
        ) : (
          <Fragment key={place}>{piece.text}</Fragment>
        ),
      )}
    </span>
  )
}

function Due({ at }: { at: number }) {
  const t = useT()
  const left = at - useNow(200)
  const tone = left <= 0 ? "tag-red" : left < 5000 ? "tag-amber" : "tag-note"
  return <span className={`tag ${tone}`}>{left <= 0 ? t("duty.over") : t("say.due", { left: brief(left) })}</span>
}

/** The line to say now: all three languages, the customer's large. */
function First({ saying, spoken }: { saying: Saying; spoken: Locale }) {
  const t = useT()
  const talk = useTalkId()
  return (
    <div className="say-first">
      <ol className="plain" aria-label={t("say.languages")}>
        {LOCALES.map((lang, place) => {
          const text = wordsOf(saying.texts[lang] ?? "", saying.open)
          if (!text) return null
          return (
            <li key={lang}>
              <button
                type="button"
                className={`say-line ${lang === spoken ? "say-spoken" : ""}`}
                aria-keyshortcuts={`Alt+${place + 1}`}
                onClick={() => insert(talk, text)}
              >
                <span className="say-lang" aria-hidden="true">
                  {short(lang)}
                </span>
                <Line text={text} lang={lang} />
                <Kbd>{`Alt+${place + 1}`}</Kbd>
              </button>
            </li>
          )
        })}
      </ol>
      <div className="say-acts">
        <Button
          type="primary"
          size="small"
          icon={<EnterOutlined />}
          aria-keyshortcuts="Alt+I"
          onClick={() => insert(talk, wordsOf(pick(saying.texts, spoken), saying.open))}
        >
          {t("say.insert")} <Kbd>Alt+I</Kbd>
        </Button>
        <Clauses ids={saying.clauses} />
      </div>
    </div>
  )
}

const Next = memo(function Next({ saying, spoken }: { saying: Saying; spoken: Locale }) {
  const talk = useTalkId()
  const text = wordsOf(pick(saying.texts, spoken), saying.open)
  return (
    <li className="say-next">
      <button type="button" className="say-line" onClick={() => insert(talk, text)}>
        <Line text={text} lang={spoken} />
      </button>
      <span className="say-more">
        {saying.due != null && <Due at={saying.due} />}
        <Clauses ids={saying.clauses} most={1} />
      </span>
    </li>
  )
})

/** What to say next. */
export function Say() {
  const t = useT()
  const talk = useTalkId()
  const say = useField("say") ?? []
  const spoken = useSpoken()
  const first = say[0]
  const put = (text: string | undefined): boolean => {
    if (first && text) insert(talk, wordsOf(text, first.open))
    return Boolean(text)
  }
  useShortcuts({
    insert: () => put(pick(first?.texts, spoken)),
    insert_1: () => put(first?.texts["zh-Hans"]),
    insert_2: () => put(first?.texts["zh-Hant"]),
    insert_3: () => put(first?.texts.en),
  })
  return (
    <Panel title={t("say.heading")} className="say" extra={first?.due != null && <Due at={first.due} />}>
      <div aria-live="polite">
        {first ? <First saying={first} spoken={spoken} /> : <Nothing>{t("say.none")}</Nothing>}
      </div>
      {say.length > 1 && (
        <ul className="plain say-others" aria-label={t("say.others")}>
          {say.slice(1).map((saying) => (
            <Next key={saying.line} saying={saying} spoken={spoken} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
