/** Property tests draw the same cases on every run, so that a build does not fail by chance; FC_SEED draws others. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261130) });

// Hints name `npx ratio-audit` where npx runs the command; the tests may be run by npx themselves.
delete process.env.npm_command;
