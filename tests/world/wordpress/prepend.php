<?php
// The site is a folder of links to WordPress' files. PHP follows them, so that
// WordPress would look for its settings beside the files themselves.

define( 'ABSPATH', getenv( 'WORDPRESS_SITE' ) . '/' );
