package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.say.LogProbabilities;
import java.util.OptionalInt;

/** Writes the steps of one stream as server-sent events. Pure but for its place: usage in each chunk counts up. */
final class ChunkWriter implements Voice.EventWriter {
    private final Telling telling;
    private final String opening;
    private final String lineEnd;
    private long told;

    ChunkWriter(Telling telling) {
        this.telling = telling;
        this.lineEnd = telling.habits().line().text();
        boolean chat = telling.ask().form() == Ask.Form.CHAT;
        StringBuilder head = new StringBuilder("data: {\"id\":");
        JsonText.quote(head, telling.id());
        head.append(",\"object\":\"")
                .append(chat ? "chat.completion.chunk" : "text_completion")
                .append("\",\"created\":")
                .append(telling.createdSeconds())
                .append(",\"model\":");
        JsonText.quote(head, telling.ask().endpoint().upstreamId());
        head.append(",\"service_tier\":");
        JsonText.quote(head, telling.script().serviceTier());
        head.append(",\"system_fingerprint\":\"fp_simulated\",\"choices\":[");
        this.opening = head.toString();
    }

    @Override
    public void write(Step step, StringBuilder out) {
        told += step.tokens();
        switch (step) {
            case Step.Opening each -> opening(each, out);
            case Step.Thought each -> thought(each, out);
            case Step.Text each -> text(each, out);
            case Step.ToolOpening each -> toolOpening(each, out);
            case Step.ToolPiece each -> toolPiece(each, out);
            case Step.ToolWhole each -> toolWhole(each, out);
            case Step.Ending each -> ending(each, out);
            case Step.UsageApart usage -> {
                out.append(opening).append("],\"usage\":").append(UsageWriter.usage(telling));
                out.append('}');
                endEvent(out);
            }
            case Step.Done done -> {
                out.append("data: [DONE]");
                endEvent(out);
            }
            case Step.Failure failure -> {
                out.append("data: ").append(failure(failure.complaint()));
                endEvent(out);
            }
        }
    }

    private String failure(Complaint complaint) {
        ErrorShape shape = telling.habits().errors();
        return shape == ErrorShape.METADATA ? chunk(complaint) : ErrorBodies.json(complaint, shape);
    }

    /** A chunk that carries the error beside an empty delta; a gateway's failure is its provider's. */
    private String chunk(Complaint complaint) {
        int status = complaint.status() == 500 ? 502 : complaint.status();
        return "{\"id\":\""
                + telling.id()
                + "\",\"object\":\"chat.completion.chunk\",\"created\":"
                + telling.createdSeconds()
                + ",\"error\":{\"code\":"
                + status
                + ",\"message\":\""
                + complaint.message()
                + "\",\"metadata\":{\"error_type\":\"provider_unavailable\"}},"
                + "\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}";
    }

    private void opening(Step.Opening step, StringBuilder out) {
        if (telling.ask().form() == Ask.Form.TEXT) {
            String echoed = telling.ask().echoed(step.choice());
            textChoice(step.choice(), echoed, "null", out);
            close("null", out);
            return;
        }
        begin(step.choice(), out);
        out.append("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
        end("null", "null", out);
    }

    private void thought(Step.Thought step, StringBuilder out) {
        begin(step.choice(), out);
        String field =
                telling.habits().thoughts() == Habits.Thoughts.REASONING_CONTENT
                        ? "reasoning_content"
                        : "reasoning";
        out.append('"').append(field).append("\":");
        JsonText.quote(out, step.token());
        if (telling.habits().thoughts() == Habits.Thoughts.REASONING_DETAILS) {
            out.append(",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":");
            JsonText.quote(out, step.token());
            out.append(",\"format\":\"unknown\",\"index\":0}]");
        }
        out.append('}');
        end("null", "null", out);
    }

    private void text(Step.Text step, StringBuilder out) {
        OptionalInt logprobs = telling.ask().topLogprobs();
        if (telling.ask().form() == Ask.Form.TEXT) {
            textChoice(step.choice(), step.token(), WholeWriter.legacy(step, logprobs), out);
            close("null", out);
            return;
        }
        begin(step.choice(), out);
        out.append("\"content\":");
        JsonText.quote(out, step.token());
        out.append('}');
        String probabilities = "null";
        if (logprobs.isPresent()) {
            probabilities =
                    "{\"content\":["
                            + LogProbabilities.of(
                                    step.token(), step.position(), logprobs.getAsInt())
                            + "],\"refusal\":null}";
        }
        end(probabilities, "null", out);
    }

    private void toolOpening(Step.ToolOpening step, StringBuilder out) {
        begin(step.choice(), out);
        call(step.index(), step.use(), "", out);
        end("null", "null", out);
    }

    private void toolWhole(Step.ToolWhole step, StringBuilder out) {
        begin(step.choice(), out);
        call(step.index(), step.use(), String.join("", step.use().arguments()), out);
        end("null", "null", out);
    }

    private void toolPiece(Step.ToolPiece step, StringBuilder out) {
        begin(step.choice(), out);
        if (telling.habits().toolDeltas() == Habits.ToolDeltas.REPEATED) {
            call(step.index(), step.use(), step.piece(), out);
        } else {
            boolean custom = step.use().kind() == ToolUse.Kind.CUSTOM;
            out.append("\"tool_calls\":[{\"index\":").append(step.index());
            out.append(custom ? ",\"custom\":{\"input\":" : ",\"function\":{\"arguments\":");
            JsonText.quote(out, step.piece());
            out.append("}}]}");
        }
        end("null", "null", out);
    }

    private static void call(int index, ToolUse use, String arguments, StringBuilder out) {
        boolean custom = use.kind() == ToolUse.Kind.CUSTOM;
        out.append("\"tool_calls\":[{\"index\":").append(index).append(",\"id\":");
        JsonText.quote(out, use.id());
        out.append(
                custom
                        ? ",\"type\":\"custom\",\"custom\":{"
                        : ",\"type\":\"function\",\"function\":{");
        out.append("\"name\":");
        JsonText.quote(out, use.name());
        out.append(custom ? ",\"input\":" : ",\"arguments\":");
        JsonText.quote(out, arguments);
        out.append("}}]}");
    }

    private void ending(Step.Ending step, StringBuilder out) {
        String finish = '"' + step.finish().wire() + '"';
        boolean here =
                step.place() == Step.Place.LAST
                        && telling.streamsUsage()
                        && telling.habits().usage() != Habits.UsagePlace.APART;
        String usage = here ? UsageWriter.usage(telling).toString() : "null";
        if (telling.ask().form() == Ask.Form.TEXT) {
            textChoice(step.choice(), "", "null", out);
            out.setLength(out.length() - "null}".length());
            out.append(finish).append('}');
            close(usage, out);
            return;
        }
        begin(step.choice(), out);
        out.append("},\"logprobs\":null,\"finish_reason\":").append(finish).append('}');
        close(usage, out);
    }

    private void textChoice(int choice, String text, String probabilities, StringBuilder out) {
        out.append(opening).append("{\"index\":").append(choice).append(",\"text\":");
        JsonText.quote(out, text);
        out.append(",\"logprobs\":").append(probabilities).append(",\"finish_reason\":null}");
    }

    private void begin(int choice, StringBuilder out) {
        out.append(opening).append("{\"index\":").append(choice).append(",\"delta\":{");
    }

    private void end(String probabilities, String finish, StringBuilder out) {
        out.append(",\"logprobs\":")
                .append(probabilities)
                .append(",\"finish_reason\":")
                .append(finish)
                .append('}');
        close("null", out);
    }

    private void close(String usage, StringBuilder out) {
        out.append(']');
        boolean each = telling.habits().usage() == Habits.UsagePlace.EVERY_CHUNK;
        if (telling.streamsUsage()) {
            out.append(",\"usage\":");
            if (each && usage.equals("null")) {
                out.append(UsageWriter.soFar(telling, told));
            } else {
                out.append(usage);
            }
        }
        out.append('}');
        endEvent(out);
    }

    private void endEvent(StringBuilder out) {
        out.append(lineEnd).append(lineEnd);
    }
}
