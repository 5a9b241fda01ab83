/** Providers, models, endpoints and their prices: facts, parsed, validated and indexed. */
@NullMarked
package dev.junctor.core.catalog;

import org.jspecify.annotations.NullMarked;
