import { SearchOutlined } from "@ant-design/icons"
import { type KeyboardEvent, useEffect, useId, useState } from "react"
import { LOCALES, pick, useT } from "../../i18n"
import { useSettled } from "../../live/hooks"
import { Dialog } from "../../parts/dialog"
import { Nothing } from "../../parts/panel"
import { useAsk } from "../../parts/use-ask"
import type { Text } from "../../wire"
import { insert } from "./draft"
import { Line, useSpoken, wordsOf } from "./say"
import { useTalkId } from "./selection"

interface Found {
  readonly line: string
  readonly texts: Text
  readonly clauses: readonly string[]
}

function useFound(open: boolean, words: string): readonly Found[] | null {
  const talk = useTalkId()
  const { ask } = useAsk()
  const settled = useSettled(words, 120)
  const [found, setFound] = useState<readonly Found[] | null>(null)
  useEffect(() => {
    if (!open) return
    let current = true
    void ask({ do: "search", talk, words: settled }).then((done) => {
      if (current && done) setFound(done.result as readonly Found[])
    })
    return () => {
      current = false
    }
  }, [ask, open, settled, talk])
  return found
}

function Box({ onClose }: { onClose: () => void }) {
  const t = useT()
  const talk = useTalkId()
  const spoken = useSpoken()
  const id = useId()
  const [words, setWords] = useState("")
  const [at, setAt] = useState(0)
  const found = useFound(true, words)
  const put = (one: Found | undefined): void => {
    if (!one) return
    onClose()
    insert(talk, wordsOf(pick(one.texts, spoken)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const count = found?.length ?? 0
    if (event.key === "Enter") put(found?.[at])
    else if (event.key === "ArrowDown" && count) setAt((at + 1) % count)
    else if (event.key === "ArrowUp" && count) setAt((at + count - 1) % count)
    else return
    event.preventDefault()
  }
  useEffect(() => setAt(0), [found])
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" }), [at, id])
  return (
    <div className="search">
      <div className="search-field">
        <SearchOutlined aria-hidden />
        <input
          autoFocus
          value={words}
          placeholder={t("search.words")}
          aria-label={t("search.words")}
          role="combobox"
          aria-expanded={Boolean(found?.length)}
          aria-controls={id}
          aria-activedescendant={found?.length ? `${id}-${at}` : undefined}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {found?.length === 0 && <Nothing>{t("search.none")}</Nothing>}
      <ul className="plain search-list" id={id} role="listbox" aria-label={t("search.title")}>
        {found?.map((one, place) => (
          <li
            key={one.line}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            onMouseMove={() => setAt(place)}
            onClick={() => put(one)}
          >
            <Line text={wordsOf(pick(one.texts, spoken))} lang={spoken} />
            {place === at &&
              LOCALES.filter((lang) => lang !== spoken && one.texts[lang]).map((lang) => (
                <span key={lang} className="search-other">
                  <Line text={wordsOf(one.texts[lang]!)} lang={lang} />
                </span>
              ))}
            <span className="search-clauses">{one.clauses.join(" · ")}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("search.hint")}</p>
    </div>
  )
}

/** The lines of the standard by words, to put one in. */
export default function SearchBox({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog open={open} onCancel={onClose} footer={null} title={t("search.title")} width={680} style={{ top: 80 }}>
      <Box onClose={onClose} />
    </Dialog>
  )
}
