package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.http.Refused;
import dev.junctor.server.store.Account;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a body says of a customer account. */
final class AccountEdit {
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String BALANCE = "balance";
    private static final String CREDIT_LINE = "credit_line_usd";
    private static final String PREPAID = "prepaid";
    private static final String UNLIMITED = "unlimited";
    private static final int LONGEST_NAME = 200;
    private static final Pattern ID_PATTERN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private AccountEdit() {}

    /**
     * An account to be made.
     *
     * @throws Refused when something is wrong
     */
    static Account creation(ObjectNode body, long nowMillis) {
        Body.onlyKnown(body, List.of(ID, NAME, BALANCE, CREDIT_LINE));
        String id = body.path(ID).asString("");
        if (!ID_PATTERN.matcher(id).matches()) {
            throw wrong(
                    ID,
                    "id must have 1 to 64 lower-case letters, digits, dots, dashes and"
                            + " underscores, as acme-inc.");
        }
        if (!body.has(BALANCE)) {
            throw wrong(BALANCE, "Say what it may spend: balance must be prepaid or unlimited.");
        }
        Account empty = new Account(id, id, Money.ZERO, ApiKey.Origin.STORE, nowMillis);
        return change(body.without(ID)).apply(empty);
    }

    /**
     * What is to change of an account.
     *
     * @throws Refused when something is wrong
     */
    static UnaryOperator<Account> change(ObjectNode body) {
        Body.onlyKnown(body, List.of(NAME, BALANCE, CREDIT_LINE));
        UnaryOperator<Account> named = UnaryOperator.identity();
        if (body.has(NAME)) {
            String name = name(body.get(NAME));
            named =
                    account ->
                            new Account(
                                    account.id(),
                                    name,
                                    account.creditLine(),
                                    account.origin(),
                                    account.createdMillis());
        }
        UnaryOperator<Account> renamed = named;
        UnaryOperator<Money> line = creditLine(body);
        return account -> {
            Account before = renamed.apply(account);
            return new Account(
                    before.id(),
                    before.name(),
                    line.apply(before.creditLine()),
                    before.origin(),
                    before.createdMillis());
        };
    }

    /** The credit line that follows from the one before. */
    private static UnaryOperator<Money> creditLine(ObjectNode body) {
        JsonNode stated = body.path(CREDIT_LINE);
        boolean said = !stated.isMissingNode() && !stated.isNull();
        Money line = said ? Amounts.notNegative(CREDIT_LINE, stated, "") : Money.ZERO;
        if (!body.has(BALANCE)) {
            return before -> {
                if (said && before.equals(Account.UNLIMITED)) {
                    throw noLine();
                }
                return said ? line : before;
            };
        }
        return switch (body.get(BALANCE).asString("")) {
            case PREPAID -> before -> said || before.equals(Account.UNLIMITED) ? line : before;
            case UNLIMITED -> {
                if (said) {
                    throw noLine();
                }
                yield before -> Account.UNLIMITED;
            }
            case String other ->
                    throw wrong(
                            BALANCE, Spelling.value(BALANCE, other, List.of(PREPAID, UNLIMITED)));
        };
    }

    private static Refused noLine() {
        return wrong(
                CREDIT_LINE,
                "credit_line_usd has no meaning where balance is unlimited; leave it out, or say"
                        + " balance: prepaid.");
    }

    private static String name(JsonNode value) {
        String name = value.isString() ? value.stringValue().strip() : "";
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw wrong(NAME, "name must be a string of 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static Refused wrong(String field, String message) {
        return new Refused(Fault.invalid(field, message));
    }
}
