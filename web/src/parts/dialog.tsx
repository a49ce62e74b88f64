import { Modal, type ModalProps } from "antd"

const page = (): HTMLElement => document.body

/** A dialog. It lies in the page from the moment that it is drawn: a field with `autoFocus` takes the keyboard, which
 * it cannot in a box that is put into the page afterwards, as Ant Design does where nothing moves. What was
 * written in it is gone once it is closed. */
export function Dialog(props: ModalProps) {
  return <Modal getContainer={page} destroyOnHidden {...props} />
}
