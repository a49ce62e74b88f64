import { CloseOutlined, SoundOutlined, UserSwitchOutlined } from "@ant-design/icons"
import { Button, Input } from "antd"
import { useRef, useState } from "react"
import { Link, useLocation } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { useLive } from "../../live/hooks"
import { Faults } from "../../parts/faults"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"
import { hasRole, useMe } from "../../session"
import { Duties } from "../desk/duties"
import { Helping } from "../desk/help"
import { ChannelIcon, nameOf } from "../desk/queue"
import { TalkContext, useField } from "../desk/selection"
import { Transcript } from "../desk/transcript"

/** Take a conversation over, once that is confirmed; gives back false where it cannot be. */
export function useTakeOver(): (id: string) => boolean {
  const t = useT()
  const me = useMe()
  const { live } = useAsk()
  const { sure } = useNotices()
  const [, go] = useLocation()
  const asking = useRef(false)
  return (id) => {
    const talk = live.get().talks[id]
    if (!talk || talk.agent === me.number || asking.current || !hasRole(me, "agent", "leader")) return false
    if (talk.phase === "wrap_up" || talk.phase === "closed") return false
    asking.current = true
    const agent = live.get().centre?.people[talk.agent]?.name ?? talk.agent
    sure({
      title: t("wall.take_sure", { name: nameOf(talk.customer, t("queue.nobody")) }),
      content: agent ? t("wall.take_from", { agent }) : t("wall.take_waiting"),
      ok: t("wall.take"),
      onGone: () => {
        asking.current = false
      },
      onOk: async () => {
        await live.ask({ do: "take_over", talk: id })
        go(`/desk?talk=${encodeURIComponent(id)}`)
      },
    })
    return true
  }
}

/** A word to the agent; the customer does not hear it. */
function Whisper({ id }: { id: string }) {
  const t = useT()
  const { ask } = useAsk()
  const [text, setText] = useState("")
  const whispers = useField("whispers") ?? {}
  const send = async (): Promise<void> => {
    const word = text.trim()
    if (!word) return
    if (await ask({ do: "whisper", talk: id, text: word })) setText("")
  }
  return (
    <div className="whisper">
      {Object.keys(whispers).length > 0 && (
        <ul className="plain whispered" aria-label={t("wall.whispered")}>
          {Object.entries(whispers)
            .slice(-2)
            .map(([key, word]) => (
              <li key={key}>
                <SoundOutlined aria-hidden /> {word}
              </li>
            ))}
        </ul>
      )}
      <Input
        id="whisper"
        value={text}
        maxLength={500}
        prefix={<SoundOutlined aria-hidden />}
        suffix={<Kbd>W</Kbd>}
        aria-label={t("wall.whisper")}
        placeholder={t("wall.whisper")}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) void send()
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur()
        }}
      />
    </div>
  )
}

function Head({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const takeOver = useTakeOver()
  const talk = useLive((state) => state.talks[id])
  const agent = useLive((state) => state.centre?.people[talk?.agent ?? ""]?.name ?? talk?.agent)
  if (!talk) return null
  const mine = talk.agent === me.number
  const may = hasRole(me, "agent", "leader") && !mine && talk.phase !== "wrap_up"
  return (
    <header className="reading-head">
      <div className="reading-who">
        <h2>
          <ChannelIcon channel={talk.channel} /> {nameOf(talk.customer, t("queue.nobody"))}
        </h2>
        <span className="quiet">{agent || t("wall.nobody")}</span>
        <Faults missed={talk.missed} broken={talk.broken} />
      </div>
      <span className="reading-acts">
        {may && (
          <Button size="small" icon={<UserSwitchOutlined />} aria-keyshortcuts="T" onClick={() => takeOver(id)}>
            {t("wall.take")} <Kbd>T</Kbd>
          </Button>
        )}
        {mine && <Link href={`/desk?talk=${encodeURIComponent(id)}`}>{t("wall.mine")}</Link>}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t("wall.close")}
          title={t("wall.close")}
          onClick={onClose}
        />
      </span>
      <span className="unseen">{Object.values(talk.situations).map((title) => pick(title, locale)).join(", ")}</span>
    </header>
  )
}

/** A conversation to read along, with what runs in it; whisper to its agent or take it over. */
export function Reading({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT()
  const phase = useLive((state) => state.talks[id]?.phase)
  return (
    <section className="panel reading" aria-label={t("wall.reading")}>
      {phase === undefined ? (
        <div className="reading-gone" role="status">
          <p>{t("wall.gone")}</p>
          <Link href={`/talks/${encodeURIComponent(id)}`}>{t("wall.gone_read")}</Link>
          <Button size="small" onClick={onClose}>
            {t("wall.close")}
          </Button>
        </div>
      ) : (
        <TalkContext value={id}>
          <Head id={id} onClose={onClose} />
          {/* A whisper answers it. */}
          <Helping title={t("help.wanted")} />
          {phase !== "wrap_up" && <Duties />}
          <Transcript />
          {phase === "live" ? (
            <Whisper id={id} />
          ) : (
            phase === "wrap_up" && <Link href={`/talks/${encodeURIComponent(id)}`}>{t("wall.gone_read")}</Link>
          )}
        </TalkContext>
      )}
    </section>
  )
}
