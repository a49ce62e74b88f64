import { type FormEvent, useState } from "react"
import type { Chat } from "../chat-wire"
import { useWords } from "./chat"
import { StarIcon } from "./icons"
import type { Line } from "./line"

const STARS = [1, 2, 3, 4, 5] as const

function Stars({ stars, choose }: { stars: number; choose: (stars: number) => void }) {
  const words = useWords()
  const [shown, setShown] = useState(0)
  return (
    <fieldset className="stars" onMouseLeave={() => setShown(0)}>
      <legend>{words.rate}</legend>
      <div>
        {STARS.map((one) => (
          <label key={one} onMouseEnter={() => setShown(one)} title={words.stars[one - 1]}>
            <input
              type="radio"
              name="stars"
              value={one}
              checked={stars === one}
              aria-label={`${one} – ${words.stars[one - 1]}`}
              onChange={() => choose(one)}
            />
            <StarIcon on={one <= (shown || stars)} />
          </label>
        ))}
      </div>
      <p aria-hidden="true">{words.stars[(shown || stars) - 1] ?? " "}</p>
    </fieldset>
  )
}

/** After the chat: a mark, and a new chat. */
export function Rating({ line, chat }: { line: Line; chat: Chat }) {
  const words = useWords()
  const [stars, setStars] = useState(0)
  const [text, setText] = useState("")
  const [skipped, setSkipped] = useState(false)
  const [trouble, setTrouble] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTrouble(!line.rate(stars, text.trim()))
  }
  // Whom nobody answered is not asked how the service was.
  const done = chat.rated != null || skipped || !chat.agent
  return (
    <section className="rating" aria-label={words.over}>
      {chat.rated != null && <p role="status">{words.rated}</p>}
      {!done && (
        <form onSubmit={submit}>
          <Stars stars={stars} choose={setStars} />
          {stars > 0 && (
            <label>
              <span>
                {words.rate_more} <small>{words.optional}</small>
              </span>
              <textarea rows={2} value={text} maxLength={1000} onChange={(event) => setText(event.target.value)} />
            </label>
          )}
          {trouble && (
            <p className="fault" role="alert">
              {words.lost}
            </p>
          )}
          <div className="two">
            <button type="button" className="second" onClick={() => setSkipped(true)}>
              {words.rate_skip}
            </button>
            <button type="submit" className="main" disabled={stars === 0}>
              {words.rate_send}
            </button>
          </div>
        </form>
      )}
      {done && (
        <button type="button" className="main" onClick={line.forget}>
          {words.start_again}
        </button>
      )}
    </section>
  )
}
