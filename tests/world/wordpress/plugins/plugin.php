<?php
// What a site owner sets by a plugin: pages that ask no other host for their
// emoji, and visitors who may comment one right after the other.

remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
remove_action( 'wp_head', 'wp_resource_hints', 2 );
remove_filter( 'comment_flood_filter', 'wp_throttle_comment_flood', 10 );
