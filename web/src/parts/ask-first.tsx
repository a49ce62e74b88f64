import { Popconfirm, type PopconfirmProps } from "antd"
import { useNotices } from "./notices"
import { told } from "./told"

interface Props extends Omit<PopconfirmProps, "onConfirm"> {
  readonly onConfirm: () => unknown
}

/** A button that asks first, beside itself. It stands still from the moment that it is there; what fails is told. */
export function AskFirst({ onConfirm, ...rest }: Props) {
  const { message } = useNotices()
  const go = async (): Promise<void> => {
    try {
      await onConfirm()
    } catch (error) {
      void message.error(told(error))
    }
  }
  return <Popconfirm {...rest} motion={{ motionName: "" }} onConfirm={go} />
}
