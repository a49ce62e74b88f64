import { Alert, Button, Form, Input } from "antd"
import { call } from "../api"
import { useT } from "../i18n"
import { useAct } from "./use-act"

const LEAST = 12

interface Props {
  /** The password that holds so far, where it is known already. */
  readonly old?: string
  readonly oldLabel: string
  readonly okText: string
  readonly onDone: () => void
}

/** Choose a password: twice, so that a slip of the finger locks nobody out. */
export function PasswordForm({ old, oldLabel, okText, onDone }: Props) {
  const t = useT()
  const [form] = Form.useForm<{ old: string; new: string; again: string }>()
  const { busy, fault, act } = useAct(true)
  const change = async (values: { old?: string; new: string }): Promise<void> => {
    const done = await act(() => call("PUT", "me/password", { old: old ?? values.old ?? "", new: values.new }))
    if (done === undefined) return
    form.resetFields()
    onDone()
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void change(values)} className="password-form">
      {fault && <Alert type="error" showIcon title={fault.message} />}
      {!old && (
        <Form.Item name="old" label={oldLabel} rules={[{ required: true, message: t("password.missing") }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Form.Item
        name="new"
        label={t("password.new")}
        extra={t("password.hint", { least: LEAST })}
        rules={[{ required: true, min: LEAST, message: t("password.short", { least: LEAST }) }]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("password.again")}
        dependencies={["new"]}
        rules={[
          { required: true, message: t("password.missing") },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || getFieldValue("new") === value ? Promise.resolve() : Promise.reject(new Error(t("password.differs"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {okText}
      </Button>
    </Form>
  )
}
