/** What is served beside models: lists, records, keys, plans, health. */
@NullMarked
package dev.junctor.server.api;

import org.jspecify.annotations.NullMarked;
