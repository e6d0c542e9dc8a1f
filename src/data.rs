//! Files for machines, made from the site: the site map and the robots file.

pub mod citation;
pub mod redirect;
pub mod robots;
pub mod sitemap;
