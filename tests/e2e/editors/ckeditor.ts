import { ClassicEditor } from "@ckeditor/ckeditor5-editor-classic";
import { Essentials } from "@ckeditor/ckeditor5-essentials";
import { Paragraph } from "@ckeditor/ckeditor5-paragraph";
import { hold } from "./parts/held";

hold(async (place, text) => {
  const source = document.createElement("div");
  place.append(source);
  const paragraphs = text.split("\n").map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph.outerHTML;
  });
  const editor = await ClassicEditor.create(source, {
    licenseKey: "GPL",
    plugins: [Essentials, Paragraph],
    initialData: paragraphs.join(""),
  });
  const element = editor.ui.getEditableElement();
  if (element === undefined) {
    throw new Error("no editor came");
  }
  return { element, text: () => textOf(editor), remove: () => editor.destroy() };
});

function textOf(editor: ClassicEditor): string {
  const root = editor.model.document.getRoot();
  const blocks = root === null ? [] : [...root.getChildren()];
  return blocks
    .map((block) =>
      block.is("element") ? [...block.getChildren()].map((node) => (node.is("$text") ? node.data : "\n")).join("") : "",
    )
    .join("\n");
}
