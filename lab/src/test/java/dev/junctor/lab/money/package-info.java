/** The proof that money is exact when the real process is killed: load, kills, and an account of every answer. */
@NullMarked
package dev.junctor.lab.money;

import org.jspecify.annotations.NullMarked;
