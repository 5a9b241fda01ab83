package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.util.List;

/** What was asked and what it cost, request by request. */
final class RecordRoutes {
    /** The parameters of one record, to describe them. */
    static final List<Route.Parameter> ONE =
            List.of(
                    new Route.Parameter(
                            "id",
                            "string",
                            "The generation's id, or the provider's id of the answer."));

    private final ApiParts parts;

    RecordRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /generation?id=}: for keys of the account that paid, and for managers. */
    ApiAnswer generation(ApiRequest request, Visitor visitor) {
        String id = new QueryText(request.query()).text("id");
        if (id.isEmpty()) {
            throw new Refused(Fault.invalid("id", "Name the generation: ?id=gen-…"));
        }
        Visitor.Holder holder = visitor.holder();
        String asking = holder.entry().key().account();
        GenerationRecord record =
                parts.generations()
                        .find(id)
                        .filter(found -> holder.manages() || found.account().equals(asking))
                        .orElseThrow(() ->
                                new Refused(
                                        Fault.caller(
                                                FaultKind.NOT_FOUND,
                                                "id",
                                                "This account has no generation with this id.")));
        return Json.data(GenerationEntry.of(record, parts.snapshot().get().catalog()));
    }
}
