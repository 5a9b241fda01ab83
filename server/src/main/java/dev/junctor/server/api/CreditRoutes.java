package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.store.Account;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Credit: what an account was given and used, and giving more. */
final class CreditRoutes {
    /** The parameters of the sums, to describe them. */
    static final List<Route.Parameter> SUMS =
            List.of(
                    new Route.Parameter(
                            "account",
                            "string",
                            "Id of an account; with a management key default when left out, with an"
                                    + " inference key its own."));

    private static final String AMOUNT = "amount_usd";
    private static final String KIND = "kind";
    private static final String NOTE = "note";
    private static final String GENERATION = "generation_id";
    private static final String HEADER = "Idempotency-Key";
    private static final Money MOST_BALANCE = Money.ofUsd(BigDecimal.valueOf(2_000_000_000));
    private static final int LONGEST_NOTE = 500;
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");
    private static final List<String> KINDS =
            List.of("deposit", "promotion", "refund", "correction");

    private final ApiParts parts;

    CreditRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /credits}. */
    ApiAnswer credits(ApiRequest request, Visitor visitor) {
        Visitor.Holder holder = visitor.holder();
        QueryText query = new QueryText(request.query());
        String own = holder.entry().key().account();
        String asked = query.has("account") ? query.text("account") : own;
        String account =
                parts.accounts()
                        .find(asked)
                        .map(Account::id)
                        .filter(id -> holder.manages() || id.equals(own))
                        .orElseThrow(CreditRoutes::unknown);
        LedgerReader.Credits credits = parts.ledger().credits(account);
        ObjectNode data = Json.object();
        data.set("total_credits", Json.usd(credits.given()));
        data.set("total_usage", Json.usd(credits.used()));
        return Json.data(data);
    }

    private static Refused unknown() {
        return new Refused(
                Fault.caller(FaultKind.NOT_FOUND, "account", "There is no account with this id."));
    }

    /** {@code POST /accounts/{id}/credits}. */
    ApiAnswer post(ApiRequest request, Visitor visitor) {
        String account = AccountRoutes.known(parts, request.parts().getOrDefault("id", "")).id();
        String once = idempotencyKey(request);
        ObjectNode body = Body.object(request);
        Body.onlyKnown(body, List.of(AMOUNT, KIND, NOTE, GENERATION));
        Posting.Kind kind = kind(body.path(KIND).asString(""));
        Money amount = amount(kind, body);
        String note = note(body.path(NOTE));
        String hash = hash(account, kind, amount, body.path(GENERATION).asString(""), note);
        // First of all: what was posted once is told again, whatever could not be posted now.
        LedgerWriter.Posted posted =
                parts.postings()
                        .earlier(account, once, hash)
                        .orElseGet(() -> posted(account, kind, amount, once, hash, note, body));
        return switch (posted) {
            case LedgerWriter.Posted.Done(LedgerWriter.Made made) -> told(made, body);
            case LedgerWriter.Posted.Repeated(LedgerWriter.Made made) -> told(made, body);
            case LedgerWriter.Posted.Conflict conflict ->
                    throw new Refused(
                            Fault.caller(
                                    FaultKind.CONFLICT,
                                    HEADER,
                                    "Another body was sent under this Idempotency-Key; nothing was"
                                            + " posted. Send the same body again, or choose another"
                                            + " Idempotency-Key."));
            case LedgerWriter.Posted.TooMuch(Money left) ->
                    throw wrong(
                            AMOUNT,
                            "amount_usd is more than is left to refund of this generation, $%s."
                                    .formatted(left.toUsd()));
            case LedgerWriter.Posted.UnknownAccount gone -> throw unknown();
        };
    }

    private LedgerWriter.Posted posted(
            String account,
            Posting.Kind kind,
            Money amount,
            String once,
            String hash,
            String note,
            ObjectNode body) {
        checkFits(account, amount);
        Optional<GenerationRecord> about = generation(account, kind, amount, body.path(GENERATION));
        LedgerWriter.Order order =
                new LedgerWriter.Order(
                        kind,
                        account,
                        amount,
                        once,
                        hash,
                        about.map(GenerationRecord::id).orElse(0L),
                        about.map(GenerationRecord::cost).orElse(Money.ZERO),
                        note);
        return parts.postings().post(order, parts.epochMillis().getAsLong());
    }

    /** The same request names its generation as it was posted. */
    private ApiAnswer told(LedgerWriter.Made made, ObjectNode body) {
        String generation =
                made.generationId() == 0 ? "" : publicId(body.path(GENERATION).asString(""));
        ObjectNode answer = Json.object();
        answer.set("data", MovementEntry.of(made, generation));
        return ApiAnswer.json(201, Json.text(answer));
    }

    private String publicId(String id) {
        return parts.generations().find(id).map(GenerationRecord::publicId).orElse(id);
    }

    private static String idempotencyKey(ApiRequest request) {
        String key = request.headers().value("idempotency-key");
        if (key.isEmpty() || IDEMPOTENCY_KEY.matcher(key).matches()) {
            return key;
        }
        throw new Refused(
                Fault.invalid(
                        HEADER,
                        "Idempotency-Key must have 1 to 255 printable ASCII characters, as a UUID."));
    }

    private static Posting.Kind kind(String kind) {
        return switch (kind) {
            case "deposit" -> Posting.Kind.DEPOSIT;
            case "promotion" -> Posting.Kind.PROMOTION;
            case "refund" -> Posting.Kind.REFUND;
            case "correction" -> Posting.Kind.CORRECTION;
            default -> throw wrong(KIND, Spelling.value(KIND, kind, KINDS));
        };
    }

    private static Money amount(Posting.Kind kind, ObjectNode body) {
        if (!body.has(AMOUNT)) {
            throw wrong(AMOUNT, "Say how much in US dollars: amount_usd.");
        }
        JsonNode amount = body.get(AMOUNT);
        return kind == Posting.Kind.CORRECTION
                ? Amounts.signed(AMOUNT, amount)
                : Amounts.positive(AMOUNT, amount);
    }

    /** Sums of what accounts have must never come near the end of 64 bits. */
    private void checkFits(String account, Money amount) {
        Money after = parts.ledger().credits(account).balance().plus(amount);
        if (Math.abs(after.nanoDollars()) > MOST_BALANCE.nanoDollars()) {
            throw wrong(
                    AMOUNT,
                    "amount_usd would bring the balance to $%s; $%s is the most."
                            .formatted(after.toUsd(), MOST_BALANCE.toUsd()));
        }
    }

    private static String note(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String note = value.isString() ? value.stringValue().strip() : "";
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            throw wrong(NOTE, "note must be a string of 1 to " + LONGEST_NOTE + " characters.");
        }
        return note;
    }

    /** The request that a posting is about, which must be the account's own; empty for none. */
    private Optional<GenerationRecord> generation(
            String account, Posting.Kind kind, Money amount, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        GenerationRecord record =
                parts.generations()
                        .find(value.asString(""))
                        .filter(found -> found.account().equals(account))
                        .orElseThrow(() ->
                                wrong(
                                        GENERATION,
                                        "generation_id must name a generation of this account."));
        if (kind == Posting.Kind.REFUND && amount.compareTo(record.cost()) > 0) {
            throw wrong(
                    AMOUNT,
                    "amount_usd is more than this generation was charged, $%s. Refund that at most."
                            .formatted(record.cost().toUsd()));
        }
        return Optional.of(record);
    }

    /** Of what is meant, so that spaces and the order of fields make no difference. */
    private static String hash(
            String account, Posting.Kind kind, Money amount, String generation, String note) {
        String meant =
                String.join(
                        "\n",
                        account,
                        kind.name(),
                        Long.toString(amount.nanoDollars()),
                        generation,
                        note);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(meant.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static Refused wrong(String field, String message) {
        return new Refused(Fault.invalid(field, message));
    }
}
