//! `newsgraph serve` as others meet it. One binary, so that the sample articles are built into a store once.

mod dataset;
mod hostile;
mod linked;
mod pages;
mod protocol;
mod serving;
