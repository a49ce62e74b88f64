import { CheckCircleFilled, LockFilled, UsergroupAddOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect, useRef, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { Clauses } from "../../parts/clause"
import { Nothing } from "../../parts/panel"
import { useAsk } from "../../parts/use-ask"
import { useMe } from "../../session"
import type { Colleague, PassOn } from "../../wire"
import { useField, useTalkId } from "./selection"

type Step = PassOn["step"]
const FREE_FIRST = ["idle", "wrap_up", "busy", "break", "off"]

function useStep() {
  const talk = useTalkId()
  const { ask } = useAsk()
  return (step: Step, to = ""): void => void ask({ do: "transfer", talk, step, to })
}

/** First the customer is asked. */
function Consent({ step, onStep }: { step: string; onStep: (step: Step) => void }) {
  const t = useT()
  const agreed = !["", "asked", "refused"].includes(step)
  return (
    <li className={agreed ? "step step-done" : "step"}>
      <h3>
        {agreed && <CheckCircleFilled aria-hidden />} {t("transfer.consent")}
      </h3>
      {agreed ? (
        <p className="quiet">{t("transfer.consented")}</p>
      ) : step === "asked" ? (
        <div className="step-acts">
          <Button size="small" type="primary" onClick={() => onStep("consented")}>
            {t("transfer.yes")}
          </Button>
          <Button size="small" onClick={() => onStep("refused")}>
            {t("transfer.no")}
          </Button>
        </div>
      ) : (
        <>
          {step === "refused" && <p className="quiet">{t("transfer.refused")}</p>}
          <Button size="small" type={step === "" ? "primary" : "default"} onClick={() => onStep("asked")}>
            {t("transfer.ask")}
          </Button>
        </>
      )}
    </li>
  )
}

function Person({ one, can, onOffer }: { one: Colleague; can: boolean; onOffer: () => void }) {
  const t = useT()
  return (
    <li className="colleague">
      <span className={`dot dot-${one.status}`} aria-hidden="true" />
      <span className="colleague-name">
        {one.name} <span className="quiet">{one.number}</span>
      </span>
      <span className="quiet">{t(`status.${one.status}`)}</span>
      <Button size="small" disabled={!can} onClick={onOffer} aria-label={`${t("transfer.offer")} ${one.name}`}>
        {t("transfer.offer")}
      </Button>
    </li>
  )
}

/** Then a colleague. Whoever is busy or away may be tried too: the standard says what to tell the customer then. */
function Choose({ step, onStep }: { step: string; onStep: (step: Step, to: string) => void }) {
  const t = useT()
  const me = useMe()
  const people = useLive((state) => state.centre?.people) ?? {}
  const to = useField("transfer_to") ?? ""
  const others = Object.values(people)
    .filter((one) => one.number !== me.number)
    .toSorted((a, b) => FREE_FIRST.indexOf(a.status) - FREE_FIRST.indexOf(b.status) || a.name.localeCompare(b.name))
  const queues = useLive((state) => state.centre?.queues) ?? {}
  const locale = useLocale()
  const waits = pick(queues[to.replace(/^queue:/, "")], locale)
  const name = people[to]?.name ?? (waits || to)
  const can = step !== "" && step !== "refused"
  const [another, setAnother] = useState(false)
  useEffect(() => setAnother(false), [step, to])
  if ((step === "offered" || step === "accepted") && !another) {
    return (
      <li className={step === "accepted" ? "step step-done" : "step"}>
        <h3>
          {step === "accepted" && <CheckCircleFilled aria-hidden />} {t("transfer.colleague")}
        </h3>
        <p>{t(step === "accepted" ? "transfer.accepted" : "transfer.offered", { name })}</p>
        {step === "offered" && (
          <Button size="small" onClick={() => setAnother(true)}>
            {t("transfer.another")}
          </Button>
        )}
      </li>
    )
  }
  return (
    <li className="step">
      <h3>{t("transfer.colleague")}</h3>
      {step === "declined" && <p className="quiet">{t("transfer.declined", { name })}</p>}
      {others.length === 0 && <Nothing>{t("transfer.nobody")}</Nothing>}
      <ul className="plain">
        {others.map((one) => (
          <Person key={one.number} one={one} can={can} onOffer={() => onStep("offered", one.number)} />
        ))}
      </ul>
      {Object.keys(queues).length > 0 && (
        <>
          <h4 className="transfer-queues">{t("transfer.queues")}</h4>
          <ul className="plain">
            {Object.entries(queues).map(([id, title]) => (
              <li key={id} className="colleague">
                <UsergroupAddOutlined aria-hidden />
                <span className="colleague-name">{pick(title, locale)}</span>
                <Button
                  size="small"
                  disabled={!can}
                  onClick={() => onStep("offered", `queue:${id}`)}
                  aria-label={`${t("transfer.queue")} ${pick(title, locale)}`}
                >
                  {t("transfer.queue")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet small">{t("transfer.cannot")}</p>
    </li>
  )
}

/** Hand the conversation over: the customer's consent, the colleague's, then the act. */
export function Transfer({ focus }: { focus: number }) {
  const t = useT()
  const step = useField("transfer") ?? ""
  const to = useField("transfer_to") ?? ""
  const lock = useField("keys")?.find((key) => key.act === "transfer" && !key.open)
  const onStep = useStep()
  const box = useRef<HTMLOListElement>(null)
  const seen = useRef(0)
  useEffect(() => {
    if (seen.current === focus) return
    seen.current = focus
    box.current?.querySelector<HTMLButtonElement>("button:not(:disabled)")?.focus()
  }, [focus])
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    // The button that was pressed is gone with its step; whoever works by keyboard goes on at the next one.
    if (document.activeElement !== document.body) return
    const next = step === "accepted" ? ".step:last-child button" : ".step:not(.step-done) button"
    box.current?.querySelector<HTMLButtonElement>(`${next}:not(:disabled)`)?.focus()
  }, [step])
  return (
    <ol className="plain steps" ref={box}>
      <Consent step={step} onStep={onStep} />
      <Choose step={step} onStep={onStep} />
      <li className="step">
        <h3>{t("transfer.hand_over")}</h3>
        <Button
          size="small"
          type="primary"
          disabled={step !== "accepted"}
          onClick={() => onStep("done", to)}
        >
          {t("transfer.do")}
        </Button>
        {lock && (
          <p className="step-lock">
            <LockFilled aria-hidden /> {t("transfer.locked")} <Clauses ids={lock.clauses} />
          </p>
        )}
      </li>
    </ol>
  )
}
