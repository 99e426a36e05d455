import Quill from "quill1";
import css from "quill1/dist/quill.core.css";
import { hold, withStyle } from "./parts/held";
import { quill } from "./parts/quill";

withStyle(css);
hold((place, text) => quill(Quill, place, text));
