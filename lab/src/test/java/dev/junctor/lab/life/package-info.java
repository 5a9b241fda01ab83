/** The life of a gateway: how it ends, how its configuration changes, how it outlives its database. */
@NullMarked
package dev.junctor.lab.life;

import org.jspecify.annotations.NullMarked;
