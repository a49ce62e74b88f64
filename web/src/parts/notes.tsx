import useNotification from "antd/es/notification/useNotification"
import { useEffect } from "react"

/** What is told in the corner for a while; a note takes the place of another of its key. */
export interface Note {
  readonly key: string
  readonly kind: "info" | "warning"
  readonly title: string
  readonly text: string
  readonly seconds: number
}

interface Props {
  readonly notes: readonly Note[]
  readonly onTold: (told: readonly Note[]) => void
}

/** Tells in the corner what is new, wherever somebody goes next. */
export default function Notes({ notes, onTold }: Props) {
  const [corner, holder] = useNotification({ placement: "bottomRight" })
  useEffect(() => {
    if (notes.length === 0) return
    for (const { key, kind, title, text, seconds } of notes) {
      corner[kind]({ key, title, description: text, duration: seconds })
    }
    onTold(notes)
  }, [corner, notes, onTold])
  return holder
}
