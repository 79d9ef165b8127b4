//! What other programs make of a store, and what a store refuses.
