package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.server.config.Changes;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiErrors;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /config/reload}. */
final class ReloadRoute {
    private final ApiParts parts;

    ReloadRoute(ApiParts parts) {
        this.parts = parts;
    }

    /** What changed, by names; or all that is wrong, and nothing changed. */
    ApiAnswer reload(ApiRequest request, Visitor visitor) {
        return switch (parts.reloading().reload()) {
            case Reloading.Outcome.Done(long generation, Changes changes, List<String> warnings) ->
                    Json.data(done(generation, changes, warnings));
            case Reloading.Outcome.Invalid invalid -> wrong(invalid);
            case Reloading.Outcome.Fixed fixed ->
                    throw new Refused(
                            Fault.caller(
                                    FaultKind.CONFLICT,
                                    "",
                                    "This is the demo: it has no configuration to read again."));
        };
    }

    private static ObjectNode done(long generation, Changes changes, List<String> warnings) {
        ObjectNode data = Json.object();
        data.put("generation", generation);
        ObjectNode changed = data.putObject("changed");
        for (Changes.Listed list : changes.lists()) {
            ObjectNode names = changed.putObject(list.kind());
            names.set("added", Json.texts(list.added()));
            names.set("removed", Json.texts(list.removed()));
            names.set("changed", Json.texts(list.changed()));
        }
        data.set("settings", Json.texts(changes.settings()));
        data.set("needs_restart", Json.texts(changes.needRestart()));
        data.set("warnings", Json.texts(warnings));
        return data;
    }

    private ApiAnswer wrong(Reloading.Outcome.Invalid invalid) {
        ObjectNode details = Json.object();
        ArrayNode problems = details.putArray("problems");
        invalid.problems()
                .forEach(problem ->
                        problems.addObject()
                                .put("path", problem.path())
                                .put("line", problem.line())
                                .put("message", problem.message()));
        String sentences =
                invalid.problems().stream().map(Object::toString).collect(Collectors.joining("; "));
        return ApiErrors.answer(
                parts.dialect(),
                Fault.invalid(
                        "",
                        "Nothing was changed, for the configuration is not valid: " + sentences),
                details.toString());
    }
}
