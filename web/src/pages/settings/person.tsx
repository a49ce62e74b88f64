import { useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Checkbox, Form, Input, Select, Switch } from "antd"
import { useEffect } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { Side } from "../../parts/side"
import { useAct } from "../../parts/use-act"
import { addPerson, changePerson, type OneTime, type PersonDraft, type PersonRow } from "../../people"
import { useCentre, useMe, usePublic } from "../../session"
import type { Role } from "../../wire"
import { useSettings } from "./draft"
import { PersonAccess } from "./person-access"

const ROLES: readonly Role[] = ["agent", "leader", "inspector", "clerk", "manager", "author", "admin"]

interface Fields {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: Role[]
  readonly centres: string[]
  /** Of the centre that is shown; none: all of them. */
  readonly queues: string[]
  readonly enabled: boolean
}

/** What stands in the fields at first. */
function begin(person: PersonRow | null, centre: string): Fields {
  return {
    account: person?.account ?? "",
    number: person?.number ?? "",
    name: person?.name ?? "",
    roles: [...(person?.roles ?? ["agent"])] as Role[],
    centres: [...(person?.centres ?? [centre])],
    queues: [...(person?.queues[centre] ?? [])],
    enabled: person?.enabled ?? true,
  }
}

interface FormProps {
  readonly person: PersonRow | null
  readonly onDone: (once: OneTime | null) => void
}

function PersonForm({ person, onDone }: FormProps) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const centre = useCentre()
  const { now } = useSettings()
  const { message } = useNotices()
  const client = useQueryClient()
  const { busy, fault, act } = useAct()
  const [form] = Form.useForm<Fields>()
  const centres = usePublic()?.centres ?? []
  const named = (id: string): string => pick(centres.find((one) => one.id === id)?.title, locale) || id
  const queues = Object.entries(now.queues).map(([id, title]) => ({ value: id, label: pick(title, locale) || id }))
  const chosen = Form.useWatch("centres", form)
  const at = (field: string) => (fault?.field === field ? ({ validateStatus: "error", help: fault.message } as const) : {})
  const save = async ({ account, queues: own, ...rest }: Fields): Promise<void> => {
    const draft: PersonDraft = { ...rest, queues: { ...person?.queues, [centre]: own ?? [] } }
    const done = await act<OneTime | PersonRow>(() =>
      person ? changePerson(person.account, draft) : addPerson(account.trim(), draft),
    )
    if (!done) return
    void client.invalidateQueries({ queryKey: ["people"] })
    void client.invalidateQueries({ queryKey: ["settings"] })
    if (person?.account === me.account) void client.invalidateQueries({ queryKey: ["me"] })
    if (person) void message.success(t("people.saved"))
    onDone("password" in done ? done : null)
  }
  const fixed = person?.fixed ?? false
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={fixed}
      initialValues={begin(person, centre)}
      onFinish={(fields) => void save({ ...begin(person, centre), ...fields })}
      className="person-form"
    >
      {fixed && <Alert type="info" showIcon title={t("people.fixed")} />}
      {!person && (
        <Form.Item
          name="account"
          label={t("people.account")}
          extra={t("people.account_hint")}
          rules={[{ required: true, message: t("people.account_missing") }]}
          {...at("account")}
        >
          <Input autoFocus maxLength={64} autoCapitalize="off" spellCheck={false} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t("people.name")}
        extra={t("people.name_hint")}
        rules={[{ required: true, whitespace: true, message: t("people.name_missing") }]}
        {...at("name")}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="number" label={t("people.number")} {...at("number")}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="roles" label={t("people.roles")} {...at("roles")}>
        <Checkbox.Group
          disabled={fixed || person?.provider}
          options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        />
      </Form.Item>
      <Form.Item name="centres" label={t("people.centres")} {...at("centres")}>
        <Select
          mode="multiple"
          disabled={fixed || person?.provider}
          options={me.centres.map((id) => ({ value: id, label: named(id) }))}
        />
      </Form.Item>
      {queues.length > 0 && chosen?.includes(centre) && (
        <Form.Item
          name="queues"
          label={t("people.queues", { centre: named(centre) })}
          extra={t("people.queues_hint")}
          {...at("queues")}
        >
          <Select mode="multiple" placeholder={t("people.queues_all")} options={queues} />
        </Form.Item>
      )}
      {person && (
        <Form.Item name="enabled" label={t("people.enabled")} extra={t("people.enabled_hint")} valuePropName="checked">
          <Switch disabled={fixed || person.account === me.account} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t(person ? "people.save" : "people.add")}
      </Button>
    </Form>
  )
}

interface Props {
  readonly person: PersonRow | "new" | null
  readonly onClose: () => void
  readonly onGiven: (once: OneTime) => void
}

/** An account, to be made or changed, with all that it opens. */
export function PersonDrawer({ person, onClose, onGiven }: Props) {
  const t = useT()
  const one = person === "new" ? null : person
  const client = useQueryClient()
  useEffect(() => {
    if (one) void client.invalidateQueries({ queryKey: ["person", one.account] })
  }, [client, one])
  return (
    <Side
      open={person !== null}
      size={460}
      title={one ? `${one.name} · ${one.account}` : t("people.add")}
      closable={{ "aria-label": t("access.close") }}
      onClose={onClose}
    >
      {person !== null && (
        <>
          <PersonForm
            key={one?.account ?? "new"}
            person={one}
            onDone={(once) => {
              onClose()
              if (once) onGiven(once)
            }}
          />
          {one && !one.fixed && <PersonAccess person={one} onGiven={onGiven} />}
        </>
      )}
    </Side>
  )
}
