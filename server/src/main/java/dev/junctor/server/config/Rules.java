package dev.junctor.server.config;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold between values that are right each for itself. */
final class Rules {
    private static final int SHORTEST_PUBLIC_KEY = 20;

    private Rules() {}

    /** Notes what does not hold. */
    static void check(Config config, Place top) {
        checkExposure(config, top);
        checkKeys(config, top.at("keys"));
        checkAccounts(config, top.at("accounts"));
        PriceBookRules.check(config, top.at("price_books"));
        checkFiles(config, top);
        config.providers()
                .forEach((slug, provider) -> checkModels(provider, top.at("providers").at(slug)));
    }

    private static boolean isReachable(Config config) {
        return !config.listen().isLoopback();
    }

    private static void checkExposure(Config config, Place top) {
        if (isReachable(config)
                && config.tls() instanceof Tls.Off
                && config.exposure() == Exposure.PRIVATE) {
            top.at("listen")
                    .problem(
                            0,
                            config.listen()
                                    + " can be reached by others, who could read keys and "
                                    + "prompts on the way: set"
                                    + " tls: {certificate, key}; or allow_public: true "
                                    + "(JUNCTOR_ALLOW_PUBLIC=true) when"
                                    + " something in front of it encrypts; or listen on 127.0.0.1");
        }
    }

    private static void checkKeys(Config config, Place keys) {
        Set<String> names = new HashSet<>();
        List<Secret> seen = new ArrayList<>();
        for (int i = 0; i < config.keys().size(); i++) {
            DeclaredKey key = config.keys().get(i);
            Place place = keys.at(i);
            if (!names.add(key.name())) {
                place.at("name").problem(0, "is the name of another key too: give each its own");
            }
            if (seen.contains(key.key())) {
                place.at("key").problem(0, "is the same as that of another key: give each its own");
            }
            seen.add(key.key());
            checkMoney(key, config, place);
            if (isReachable(config) && key.key().reveal().length() < SHORTEST_PUBLIC_KEY) {
                place.at("key")
                        .problem(
                                0,
                                "is too short where others can reach it: at least "
                                        + SHORTEST_PUBLIC_KEY
                                        + " characters (openssl rand -hex 32)");
            }
        }
    }

    private static void checkMoney(DeclaredKey key, Config config, Place place) {
        if (!accountIds(config).contains(key.account())) {
            place.at("account").problem(0, unknownAccount(config));
        }
        if (key.reset() != LimitReset.NEVER && key.limit().equals(ApiKey.UNLIMITED)) {
            place.at("limit_reset")
                    .problem(0, "has nothing to begin anew: add limit_usd, or take it out");
        }
    }

    private static void checkAccounts(Config config, Place accounts) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < config.accounts().size(); i++) {
            DeclaredAccount account = config.accounts().get(i);
            if (!seen.add(account.id())) {
                accounts.at(i)
                        .at("id")
                        .problem(0, "is the id of another account too: give each its own");
            }
            if (account.balance() == DeclaredAccount.Balance.UNLIMITED
                    && !account.creditLine().equals(Money.ZERO)) {
                accounts.at(i)
                        .at("credit_line_usd")
                        .problem(
                                0,
                                "has no meaning where balance is unlimited: take it out, or write "
                                        + "balance: prepaid");
            }
        }
    }

    /** Accounts that the file may name: those that it declares, and the one that is always there. */
    static Set<String> accountIds(Config config) {
        Set<String> ids = new TreeSet<>();
        config.accounts().forEach(account -> ids.add(account.id()));
        ids.add(ApiKey.DEFAULT_ACCOUNT);
        return ids;
    }

    static String unknownAccount(Config config) {
        return "is no account of this file: declare it below accounts, or write one of "
                + String.join(", ", accountIds(config));
    }

    private static void checkFiles(Config config, Place top) {
        if (config.tls() instanceof Tls.Files files) {
            checkReadable(files.certificate(), top.at("tls").at("certificate"));
            checkReadable(files.key(), top.at("tls").at("key"));
        }
        for (Path folder : config.catalog()) {
            if (!Files.isDirectory(folder)) {
                top.at("catalog").problem(0, folder + " is no folder: make it, or take this out");
            }
        }
    }

    private static void checkReadable(Path file, Place place) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            place.problem(0, file + " cannot be read: check the path and its permissions");
        }
    }

    private static void checkModels(ProviderSettings provider, Place place) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < provider.models().size(); i++) {
            if (!seen.add(provider.models().get(i).id())) {
                place.at("models")
                        .at(i)
                        .at("id")
                        .problem(0, "is the id of another model of this provider too");
            }
        }
    }
}
