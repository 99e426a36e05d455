import Quill from "quill";
import css from "quill/dist/quill.core.css";
import { hold, withStyle } from "./parts/held";
import { quill } from "./parts/quill";

withStyle(css);
hold((place, text) => quill(Quill, place, text));
