import { type ReactNode, useId } from "react"

interface Props {
  readonly title: ReactNode
  /** What stands at the end of the title's line. */
  readonly extra?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A titled part of a page; the title is its name for assistive technology. */
export function Panel({ title, extra, className = "", children }: Props) {
  const id = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {extra && <span className="panel-extra">{extra}</span>}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  )
}

/** What an empty part says: why nothing is there, or what to do. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="nothing">{children}</p>
}
