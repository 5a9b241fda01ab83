package dev.junctor.server.config;

import dev.junctor.core.money.PriceBook;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold between the values of price books. */
final class PriceBookRules {
    private PriceBookRules() {}

    /** Notes what does not hold. */
    static void check(Config config, Place books) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.priceBooks().size(); i++) {
            PriceBook book = config.priceBooks().get(i);
            Place place = books.at(i);
            if (!names.add(book.name())) {
                place.at("name")
                        .problem(0, "is the name of another price book too: give each its own");
            }
            if (book.toMillis() <= book.fromMillis()) {
                place.at("to").problem(0, "is not after from: the book would never hold");
            }
            checkAccounts(book.accounts(), config, place.at("accounts"));
        }
    }

    private static void checkAccounts(List<String> named, Config config, Place accounts) {
        Set<String> known = Rules.accountIds(config);
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                accounts.at(i).problem(0, Rules.unknownAccount(config));
            }
        }
    }
}
