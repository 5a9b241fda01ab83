package dev.junctor.server.api;

import dev.junctor.core.base.Glob;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.PriceBook;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.store.PriceBookDocument;
import dev.junctor.server.store.PriceBookStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Price books: what is charged on top of the providers' prices. */
public final class PriceBookRoutes {
    private static final String ORIGIN = "origin";
    private static final String WARNINGS = "warnings";
    private static final List<String> TOLD = List.of(ORIGIN, WARNINGS);

    private final ApiParts parts;

    PriceBookRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /price-books}: in the order in which they are asked. */
    ApiAnswer list(ApiRequest request, Visitor visitor) {
        ArrayNode data = Json.array();
        parts.priceBooks().list().forEach(entry -> data.add(entry(entry)));
        return Json.data(data);
    }

    /** {@code PUT /price-books/{name}}. */
    ApiAnswer put(ApiRequest request, Visitor visitor) {
        PriceBook book = read(name(request), Body.object(request));
        for (String account : book.accounts()) {
            if (parts.accounts().find(account).isEmpty()) {
                throw new Refused(
                        Fault.invalid(
                                "accounts",
                                "There is no account \"%s\". Make it first with POST /accounts."
                                        .formatted(account)));
            }
        }
        return told(
                parts.priceBooks().put(book, parts.epochMillis().getAsLong()),
                () -> {
                    ObjectNode data = Json.object();
                    PriceBookStore.Entry entry =
                            parts.priceBooks().list().stream()
                                    .filter(one -> one.book().name().equals(book.name()))
                                    .findFirst()
                                    .orElseThrow(PriceBookRoutes::unknown);
                    data.set("data", entry(entry));
                    return Json.answer(data);
                });
    }

    /** {@code DELETE /price-books/{name}}. */
    ApiAnswer delete(ApiRequest request, Visitor visitor) {
        return told(
                parts.priceBooks().delete(name(request)),
                () -> Json.answer(Json.object().put("deleted", true)));
    }

    /** What of a book meets nothing in a catalog, one sentence each; a slip of the pen, or for later. */
    public static List<String> unmet(PriceBook book, Catalog catalog) {
        List<String> sentences = new ArrayList<>();
        List<String> slugs = catalog.providers().stream().map(Provider::slug).toList();
        List<String> ids = catalog.models().stream().map(Model::id).toList();
        for (Glob glob : book.providers()) {
            if (slugs.stream().noneMatch(glob::matches)) {
                sentences.add("No provider is named \"%s\".".formatted(glob.pattern()));
            }
        }
        for (Glob glob : book.models()) {
            Stream<String> lower = ids.stream().map(id -> id.toLowerCase(Locale.ROOT));
            if (lower.noneMatch(glob::matches)) {
                sentences.add("No model is named \"%s\".".formatted(glob.pattern()));
            }
        }
        return sentences;
    }

    /** What a book is told with beside its own fields may come back with them. */
    private static PriceBook read(String name, ObjectNode body) {
        try {
            return PriceBookDocument.read(name, body.without(TOLD));
        } catch (PriceBookDocument.Wrong wrong) {
            throw new Refused(Fault.invalid(wrong.field(), wrong.remedy()));
        }
    }

    private ObjectNode entry(PriceBookStore.Entry entry) {
        ObjectNode data = PriceBookDocument.write(entry.book());
        data.put(ORIGIN, entry.origin().name().toLowerCase(Locale.ROOT));
        data.set(WARNINGS, Json.texts(unmet(entry.book(), parts.snapshot().get().catalog())));
        return data;
    }

    private static ApiAnswer told(PriceBookStore.Change change, Supplier<ApiAnswer> done) {
        return switch (change) {
            case DONE -> done.get();
            case UNKNOWN -> throw unknown();
            case DECLARED ->
                    throw new Refused(
                            Fault.caller(
                                    FaultKind.CONFLICT,
                                    "name",
                                    "The configuration file declares this price book; change it"
                                            + " there."));
        };
    }

    private static Refused unknown() {
        return new Refused(
                Fault.caller(
                        FaultKind.NOT_FOUND,
                        "name",
                        "There is no price book with this name. GET /price-books lists them."));
    }

    private static String name(ApiRequest request) {
        return request.parts().getOrDefault("name", "");
    }
}
