/** What may be spent under each limit: the whole of it on one node, or leases of it on each of several. */
@NullMarked
package dev.junctor.server.budget;

import org.jspecify.annotations.NullMarked;
