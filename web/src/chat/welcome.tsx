import { type FormEvent, useState } from "react"
import { useWords } from "./chat"

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
  readonly begin: (name: string, message: string) => Promise<void>
  readonly fault: string
  readonly onAgain: () => void
}

/** Before the chat: who it is, if they like, and what about. */
export function Welcome({ text, onText, begin, fault, onAgain }: Props) {
  const words = useWords()
  const [name, setName] = useState("")
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFailed(false)
    try {
      await begin(name.trim(), text.trim())
    } catch {
      setFailed(true)
      onAgain()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="welcome" onSubmit={(event) => void submit(event)}>
      <div className="hello">
        <h2>{words.hello}</h2>
        <p>{words.hello_more}</p>
      </div>
      <label>
        <span>
          {words.name} <small>{words.optional}</small>
        </span>
        <input value={name} maxLength={50} autoComplete="name" onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        <span>
          {words.first_message} <small>{words.optional}</small>
        </span>
        <textarea
          rows={3}
          value={text}
          maxLength={2000}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
      </label>
      {failed && (
        <p className="fault" role="alert">
          {fault || words.unreachable}
        </p>
      )}
      <button type="submit" className="main" disabled={busy}>
        {busy ? words.connecting : words.start}
      </button>
    </form>
  )
}
