package dev.junctor.server.config;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.catalog.Reasoning.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Models of the configuration as the catalog holds them.
 *
 * @param base what is known of models already
 * @param dialect the protocol that they are spoken to by
 */
record DeclaredModels(Catalog base, Provider provider, String dialect) {
    private static final Reasoning ANY =
            new Reasoning(List.of("low", "medium", "high"), Support.NO, Support.NO);

    /** The model as its provider serves it; what the configuration does not say is as the catalog knows the model. */
    Endpoint endpoint(DeclaredModel model) {
        Optional<Model> known = base.model(model.id());
        return new Endpoint(
                provider.slug() + ":" + model.upstream(),
                provider.slug(),
                provider,
                model.id(),
                model.upstream(),
                dialect,
                "chat",
                "",
                model.quantization(),
                model.context() > 0 ? model.context() : known.map(Model::context).orElse(0L),
                0,
                model.maxOutput() > 0 ? model.maxOutput() : known.map(Model::maxOutput).orElse(0L),
                model.in(),
                model.out(),
                model.capabilities(),
                Set.of(),
                reasoning(model),
                new Pricing.Known(model.price(), Pricing.Basis.OPERATOR),
                Lifecycle.ACTIVE);
    }

    /** The model itself, when the catalog does not know it. */
    Stream<Model> unknownModel(DeclaredModel model) {
        if (base.model(model.id()).isPresent()) {
            return Stream.empty();
        }
        return Stream.of(
                new Model(
                        model.id(),
                        model.id(),
                        "",
                        "",
                        "",
                        Model.Weights.UNKNOWN,
                        model.context(),
                        model.maxOutput(),
                        model.in(),
                        model.out(),
                        model.capabilities(),
                        reasoning(model),
                        Lifecycle.ACTIVE,
                        List.of(),
                        Map.of()));
    }

    private Reasoning reasoning(DeclaredModel model) {
        if (!model.capabilities().contains(Capability.REASONING)) {
            return Reasoning.NONE;
        }
        return base.model(model.id()).map(Model::reasoning).orElse(ANY);
    }
}
