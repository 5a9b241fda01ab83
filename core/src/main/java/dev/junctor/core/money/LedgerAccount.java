package dev.junctor.core.money;

/**
 * A place in the books where money stands.
 *
 * <p>The sign tells whose it is: what a customer has to spend is positive, what came in from outside is negative, so
 * that the sum over all accounts is zero at every moment.
 *
 * @param name as it is stored: {@code credit:alice}, {@code provider:openai}, {@code margin}
 */
public record LedgerAccount(String name) implements Comparable<LedgerAccount> {
    /** Money that was paid in; negative by as much. */
    public static final LedgerAccount DEPOSITS = new LedgerAccount("deposits");

    /** What the host earns on top of the providers' prices, less what it bears itself. */
    public static final LedgerAccount MARGIN = new LedgerAccount("margin");

    /** Fees for requests on the customer's own provider key. */
    public static final LedgerAccount FEES = new LedgerAccount("fees");

    /** Credit given away and discounts; negative by as much. */
    public static final LedgerAccount PROMOTIONS = new LedgerAccount("promotions");

    /** Charges given back; negative by as much. */
    public static final LedgerAccount REFUNDS = new LedgerAccount("refunds");

    /** The nano-dollars that rounding once makes differ from rounding the parts. */
    public static final LedgerAccount ROUNDING = new LedgerAccount("rounding");

    /** The other side of corrections. */
    public static final LedgerAccount CORRECTIONS = new LedgerAccount("corrections");

    private static final String CREDIT = "credit:";
    private static final String HELD = "held:";
    private static final String PROVIDER = "provider:";

    /** What a customer account has to spend; negative where it has a credit line or no limit. */
    public static LedgerAccount credit(String account) {
        return new LedgerAccount(CREDIT + account);
    }

    /** What is set aside for a customer account's requests under way. */
    public static LedgerAccount held(String account) {
        return new LedgerAccount(HELD + account);
    }

    /** What requests cost at a provider. */
    public static LedgerAccount provider(String slug) {
        return new LedgerAccount(PROVIDER + slug);
    }

    @Override
    public int compareTo(LedgerAccount other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
