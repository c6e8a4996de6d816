import { install } from "./shell";

void install(() => {});
