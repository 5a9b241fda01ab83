/** The official clients of the protocols against the gateway, over providers of each protocol. */
@NullMarked
package dev.junctor.lab.conformance;

import org.jspecify.annotations.NullMarked;
