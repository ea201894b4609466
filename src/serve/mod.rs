//! A project in the browser: an open project comes in, pages go out, and what people decide on them comes back.
//!
//! ```text
//! request ─guard→ Visitor ─┬ GET  ─PAGES→ read from the database (own connection)  → frame → HTML
//!                          └ POST ─ACTS─→ one writer: the project behind a lock    → redirect to a page
//! ```
//! Every page is whole without scripts; the script only adds keys, a palette and progress. What is written into a page goes through
//! `maud`, which escapes all text. The server speaks to this machine alone unless it is told otherwise, and then asks for a token.
//!
//! | question | file |
//! |---|---|
//! | who may ask for what, and which headers every answer bears | `guard`, `session`, `token` |
//! | what all pages share | `frame`, `parts`, `address` |
//! | what is shown | `pages`, one file a page, and its row in `PAGES` |
//! | what is changed | `acts`, one file a kind, and its row in `ACTS` |

mod acts;
mod address;
mod answer;
mod app;
mod assets;
mod comparing;
mod disk;
mod download;
mod frame;
mod guard;
mod import;
mod pages;
mod parts;
mod routes;
mod server;
mod session;
mod token;

pub use app::{Limits, Options};
pub use server::{Running, start};
